"""A relation is an import too: string foreign keys escape the import linter."""

from django.apps import apps

RANK = {
    name: rank
    for rank, name in enumerate(
        ["core", "accounts", "organisations", "sandbox", "courses", "certification", "home", "demo"]
    )
}


def list_relations() -> list[tuple[str, str, str]]:
    """(app of the model, app it points to, field) for every relation between the college's own models."""
    found = []
    for label in RANK:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                remote = field.related_model if field.is_relation and field.concrete else None
                if remote is not None and remote._meta.app_label in RANK:
                    found.append((label, remote._meta.app_label, f"{model.__name__}.{field.name}"))
    return found


def test_relations_point_downwards() -> None:
    relations = list_relations()
    assert len(relations) > 10
    assert [row for row in relations if RANK[row[1]] > RANK[row[0]]] == []

"""Reading YAML: content files and exercises."""

from typing import Any

import yaml

# libyaml's loader takes an eighth of the time; PyYAML's wheels bring it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:
    """Plain data (no objects) from YAML text. Raises yaml.YAMLError for what is none."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders

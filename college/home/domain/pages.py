"""Building the college's own pages."""

from django.db import transaction
from wagtail.models import Page, Site

from college.home.models import HomePage, StandardPage


@transaction.atomic
def ensure_home_page(*, title: str, heading: str, introduction: str, hostname: str = "localhost") -> HomePage:
    """The front page, made the default site's root. Safe to repeat; an existing one is left as its editors made it."""
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = HomePage(title=title, slug="college", heading=heading, introduction=introduction, show_in_menus=False)
        root.add_child(instance=home)
        home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.root_page_id != home.pk:
        Site.objects.filter(is_default_site=True).delete()
        Site.objects.create(hostname=hostname, port=80, root_page=home, is_default_site=True, site_name=title)
        # Wagtail's welcome page has no place in a college.
        Page.objects.filter(depth=2).exclude(pk=home.pk).exclude(content_type=home.content_type).delete()
    return home


@transaction.atomic
def ensure_standard_page(*, home: HomePage, slug: str, title: str, summary: str, body: str) -> StandardPage:
    """A page of text below the front page. `body` is cleaned HTML. An existing page is left as its editors made it."""
    page: StandardPage | None = StandardPage.objects.child_of(home).filter(slug=slug).first()
    if page is None:
        page = StandardPage(title=title, slug=slug, summary=summary, body=body)
        home.add_child(instance=page)
        page.save_revision().publish()
    return page

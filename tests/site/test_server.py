"""The server for looking at a site on one's own machine."""

import threading
import urllib.error
import urllib.request

import pytest

from forge.errors import ForgeError
from forge.site import build_site, serve, site_server
from tests.support.content import Content, full_algorithm


@pytest.fixture
def address(tmp_path):
    out = build_site(Content(items=(full_algorithm(),)), tmp_path / "out").out
    with site_server(out, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/ar/tour.html", "text/html; charset=utf-8"),
        ("/static/style.css", "text/css; charset=utf-8"),
        ("/static/site.js", "text/javascript; charset=utf-8"),
        ("/static/fonts/readex-pro-arabic.woff2", "font/woff2"),
        ("/static/mark.svg", "image/svg+xml"),
        ("/json/onb/bareme-bourses.json", "application/json; charset=utf-8"),
    ],
)
def test_every_sort_of_file_has_its_type(address, path, kind):
    with urllib.request.urlopen(address + path) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/nothing", "/static/", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc"]
)
def test_what_is_not_there_and_what_is_outside_is_not_found(address, path):
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(address + path)
    caught.value.close()

    assert caught.value.code == 404


def test_a_taken_port_is_a_problem_with_a_way_out(tmp_path):
    with site_server(tmp_path, 0) as server, pytest.raises(ForgeError) as caught:
        serve(tmp_path, server.server_port)

    assert [item.code for item in caught.value.problems] == ["port-taken"]


def test_the_server_listens_on_this_machine_alone(tmp_path):
    with site_server(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_serving_tells_its_address_and_ends_when_interrupted(tmp_path):
    told = []

    def ready(address):
        told.append(address)
        raise KeyboardInterrupt

    serve(tmp_path, 0, ready)

    assert told[0].startswith("http://127.0.0.1:")

"""A browser for every test of the room that looks at pages."""

import pytest

from tests.support.browser import browser

chromium = pytest.fixture(scope="package")(browser)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.errors import SourceError
from forge.gitio import Network, canonical_url, is_url, strip_credentials
from forge.gitio.address import check_foreign, check_named, public_addresses


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://git.example/onb/bareme", "https://git.example/onb/bareme"),
        ("https://GIT.Example/Onb/Bareme.git/", "https://git.example/Onb/Bareme"),
        ("https://user:secret@git.example/a/b.git?x=1#y", "https://git.example/a/b"),
        ("https://git.example:443/a", "https://git.example/a"),
        ("https://git.example:8443/a", "https://git.example:8443/a"),
        ("http://git.example:80/a", "https://git.example/a"),
        ("git@git.example:onb/bareme.git", "https://git.example/onb/bareme"),
        ("git.example:onb/bareme.git", "https://git.example/onb/bareme"),
        ("git@git.example:/onb/bareme.git", "https://git.example/onb/bareme"),
        ("ssh://git@git.example:2222/onb/bareme.git", "https://git.example/onb/bareme"),
        ("git+ssh://git@git.example/onb/bareme", "https://git.example/onb/bareme"),
        ("git://git.example/onb/bareme", "https://git.example/onb/bareme"),
        ("https://git.example//a///b//", "https://git.example/a/b"),
        ("https://git.example/onb/", "https://git.example/onb"),
        ("https://[::1]:8443/a", "https://[::1]:8443/a"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://git.example/.git", "https://git.example"),
        (" https://git.example/a\n", "https://git.example/a"),
        ("file:///srv/git/a", None),
        ("/srv/git/a", None),
        ("../a", None),
        ("C:\\Users\\a", None),
        ("C:/Users/a", None),
        ("ext::sh -c x", None),
        ("fd::17", None),
        ("x::y", None),
        ("https://git.example/a/../b", None),
        ("https://git.example/a/%2e%2e/b", None),
        ("https://git.example/a b", None),
        ("https://git.example/a\x1b[31m", None),
        ("https://-oProxyCommand=x/a", None),
        ("ssh://-oProxyCommand=touch/a", None),
        ("-oProxyCommand=x:a", None),
        ("-oProxyCommand=x@git.example:a", None),
        ("ssh://-oProxyCommand=x@git.example/a", None),
        ("https://git.example:99999/a", None),
        ("https://git.example:port/a", None),
        ("https://[::1/a", None),
        ("https:///a", None),
        ("", None),
        ("https://git.example/" + "a" * 3000, None),
    ],
)
def test_every_spelling_of_an_address_becomes_one(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


@given(st.text(alphabet="abz.:/@?#-%1 é\x00[]\\", max_size=40))
def test_a_canonical_address_is_its_own_canonical_form_and_never_raises(rest: str) -> None:
    for url in (rest, f"https://{rest}", f"git@git.example:{rest}"):
        found = canonical_url(url)

        assert found is None or canonical_url(found) == found
        assert found is None or "@" not in found.split("/")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "fatal: unable to access 'https://gitlab-ci-token:SECRET@git.example/a.git/': x",
            "fatal: unable to access 'https://git.example/a.git/': x",
        ),
        ("https://a:b@c:d@git.example/x", "https://git.example/x"),
        ("see https://git.example/x?private_token=SECRET&a=1", None),
        ("ssh://git@git.example/x and http://t:SECRET@h.example", None),
        ("nothing@here", "nothing@here"),
    ],
)
def test_credentials_are_removed_from_longer_texts(text: str, expected: str | None) -> None:
    stripped = strip_credentials(text)

    assert "SECRET" not in stripped
    assert expected is None or stripped == expected


@pytest.mark.parametrize(
    "text", ["https://x.example/a", "git@x.example:a", "x.example:a", "ext::sh", "file:///x"]
)
def test_addresses_are_told_from_paths(text: str) -> None:
    assert is_url(text)


@pytest.mark.parametrize("text", ["a/b", "/a", ".", "C:\\a", "C:/a", "-x", "~/a", "$HOME", "a:b"])
def test_paths_are_no_addresses(text: str) -> None:
    assert not is_url(text)


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c 'touch canary'",
        "fd::17/foo",
        "x::y",
        "file:///srv/a",
        "git://git.example/a",
        "http://git.example/a",
        "ssh://git@git.example/a",
        "git@git.example:a/b",
        "ssh://-oProxyCommand=touch%20canary/a",
        "https://-x/a",
        "--upload-pack=touch canary",
        "https://git.example",
        "https://git.example/\nHost: x",
        "https://$HOME/a",
        "~/a",
    ],
)
def test_a_foreign_address_that_is_not_plain_https_is_refused(url: str) -> None:
    with pytest.raises(SourceError) as caught:
        check_foreign(url, Network())

    assert [item.code for item in caught.value.problems] == ["bad-repository-url"]


def test_the_refusal_names_the_https_address_and_no_password() -> None:
    with pytest.raises(SourceError) as caught:
        check_foreign("ssh://me:SECRET@git.example/a/b.git", Network())

    assert str(caught.value) == (
        "git: error[bad-repository-url]: 'ssh://git.example/a/b.git' is not an address that"
        " forge fetches\n  hint: did you mean 'https://git.example/a/b'?"
    )


def test_credentials_of_an_address_become_a_header_and_leave_the_address() -> None:
    target = check_foreign("https://ci:SECRET@git.example/a.git", Network())

    assert target.url == "https://git.example/a.git"
    assert target.header == "Authorization: Basic Y2k6U0VDUkVU"
    assert "SECRET" not in repr(target)
    assert "Y2k6" not in repr(target)


def test_a_token_of_the_operator_is_used_on_its_host_only() -> None:
    network = Network(tokens={"git.example": "SECRET"})

    assert check_foreign("https://git.example/a", network).header
    assert not check_foreign("https://other.example/a", network).header
    assert "SECRET" not in repr(network)


def test_the_user_may_name_an_address_of_ssh() -> None:
    assert check_named("git@git.example:a/b.git").url == "git@git.example:a/b.git"
    for url in ("ext::sh -c x", "git://git.example/a", "file://host/a", "/srv/a", "https://x"):
        with pytest.raises(SourceError):
            check_named(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "2130706433",
        "0177.0.0.1",
        "0x7f.1",
        "127.1",
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "0.0.0.0",
        "[fe80::1]",
        "[fc00::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "100.64.0.1",
        "224.0.0.1",
        "localhost",
    ],
)
def test_private_loopback_and_link_local_hosts_are_not_asked(host: str) -> None:
    with pytest.raises(SourceError) as caught:
        public_addresses(check_foreign(f"https://{host}/a", Network()), Network())

    assert caught.value.problems[0].code == "private-address"


def test_a_private_host_is_asked_where_the_operator_permits_it() -> None:
    network = Network(private_hosts=frozenset({"127.0.0.1"}))

    assert public_addresses(check_foreign("https://127.0.0.1/a", network), network) == (
        "127.0.0.1",
    )


def test_a_public_address_may_be_asked() -> None:
    target = check_foreign("https://1.1.1.1/a", Network())

    assert public_addresses(target, Network()) == ("1.1.1.1",)

"""What tests of a site in a browser may ask for: a phone of either browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.phones import ChromiumPhone, FirefoxPhone, Phone

TelephoneShop = Callable[..., Phone]


@pytest.fixture
def a_phone(browser: Browser, tmp_path: Path) -> Iterator[TelephoneShop]:
    """Return a function that hands out a new phone with the browser that is asked for."""
    phones: list[Phone] = []

    def one(kind: str, *, keeps: bool = True) -> Phone:
        folder = tmp_path / f"downloads-{len(phones)}"
        folder.mkdir()
        phone: Phone = (
            ChromiumPhone(browser, folder, keeps=keeps)
            if kind == "chromium"
            else FirefoxPhone(folder, keeps=keeps)
        )
        phones.append(phone)
        return phone

    yield one
    for phone in phones:
        phone.put_away()

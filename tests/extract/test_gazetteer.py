"""The gazetteer: names find their places, the file is verified, the index is ordered."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from rashomon.errors import ModelError
from rashomon.extract.places import gazetteer as module
from rashomon.extract.places.gazetteer import Gazetteer, load_gazetteer, normalise_name


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("Deir ez-Zor", "deir ez zor"),
        ("U.S.", "us"),
        ("the Hague", "hague"),
        ("St. Louis", "saint louis"),
        ("Łódź", "lodz"),
        ("N’Djamena", "ndjamena"),
        ("Sana'a", "sanaa"),
        ("", ""),
    ],
)
def test_names_are_found_under_plain_keys(name: str, key: str) -> None:
    assert normalise_name(name) == key


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kyrgyzstan", "KGZ", "country"),
        ("Burma", "MMR", "country"),
        ("Kiev", "UKR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Tbilisi", "GEO", "capital"),
        ("Aleppo", "SYR", "city"),
        ("Homs Governorate", "SYR", "province"),
        ("Cook County", "USA", "district"),
        ("Donbass", "UKR", "region"),
        ("Gaza Strip", "PSE", "region"),
        ("Yugoslavia", None, "former-state"),
        ("Black Sea", None, "water"),
    ],
)
def test_a_name_finds_its_place(places: Gazetteer, name: str, country: str | None, kind: str) -> None:
    assert any(entry.country == country and entry.kind == kind for entry in places.find(name))


def test_unknown_names_find_nothing(places: Gazetteer) -> None:
    assert places.find("Qwzxville") == ()
    assert places.find("") == ()


def test_a_city_knows_what_contains_it(places: Gazetteer) -> None:
    chicago = next(e for e in places.find("Chicago") if e.population > 1_000_000)
    names = [above.name for above in map(places.entry, chicago.within) if above is not None]
    assert names == ["Cook County", "Illinois"]
    assert chicago.lat == pytest.approx(41.85, abs=0.01)


def test_every_country_has_a_point_and_people(places: Gazetteer) -> None:
    france = places.country("FRA")
    assert france is not None
    assert (france.lat, france.lon) == (46.0, 2.0)
    assert france.population > 50_000_000
    assert places.country("XXX") is None


def test_keys_are_sorted(places: Gazetteer) -> None:
    step = len(places) // 500
    keys = [places[i] for i in range(0, len(places), step)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("content", [b"not packed at all", zlib.compress(b"packed, but another table")])
def test_an_altered_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    path = tmp_path / "gazetteer.z"
    path.write_bytes(content)
    monkeypatch.setattr(module, "data_path", lambda name: path)
    with pytest.raises(ModelError, match="Reinstall"):
        load_gazetteer.__wrapped__()


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "data_path", lambda name: tmp_path / name)
    with pytest.raises(ModelError, match=r"gazetteer\.z is missing"):
        load_gazetteer.__wrapped__()

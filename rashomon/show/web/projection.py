"""Where a point of the earth lies in the drawn map: the Equal Earth projection.

Formulas and constants of B. Savric, T. Patterson and B. Jenny, "The Equal Earth map projection" (2018). The map
is WIDTH units wide and shows the earth from 84 degrees north to 58 south, without Antarctica.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import numpy as np
import numpy.typing as npt

__all__ = ["HEIGHT", "WIDTH", "project", "project_all"]

Floats = npt.NDArray[np.float64]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
WIDTH = 2000
NORTH, SOUTH = 84.0, -58.0


def _raw(lat: float, lon: float) -> tuple[float, float]:
    """Units of the earth's radius, y to the north."""
    theta = asin(M * sin(radians(lat)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = radians(lon) * cos(theta) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    return x, theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


SCALE = WIDTH / (2 * _raw(0, 180)[0])
TOP = _raw(NORTH, 0)[1]
HEIGHT = round((TOP - _raw(SOUTH, 0)[1]) * SCALE)


def project(lat: float, lon: float) -> tuple[float, float]:
    """Units from the left and from the top; points outside of the map lie outside of 0..WIDTH, 0..HEIGHT."""
    x, y = _raw(lat, lon)
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE


def project_all(lat: npt.NDArray[np.float32], lon: npt.NDArray[np.float32]) -> tuple[Floats, Floats]:
    """`project` for many points at once; NaN stays NaN."""
    theta = np.arcsin(M * np.sin(np.radians(lat.astype(np.float64))))
    t2 = theta**2
    t6 = t2**3
    x = np.radians(lon.astype(np.float64)) * np.cos(theta) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    y = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE

#!/usr/bin/env python3
"""Makes Fixtures/reference.csv anew: values to 106 binary digits, by mpmath (pip install mpmath)."""
import random
import mpmath

mpmath.mp.prec = 400
random.seed(2023)
functions = {
    "exp": (mpmath.exp, [(-700, 700), (-2, 2), (-1e-9, 1e-9)]),
    "expm1": (mpmath.expm1, [(-40, 700), (-1, 1), (-1e-9, 1e-9)]),
    "log": (mpmath.log, [(0, 1e9), (0.9, 1.1), (1e-300, 1e-290)]),
    "log1p": (mpmath.log1p, [(-0.99, 5), (0, 1e9), (-1e-9, 1e-9)]),
    "tanh": (mpmath.tanh, [(-20, 20), (-1, 1), (-1e-9, 1e-9)]),
    "sin": (mpmath.sin, [(-7, 7), (-1e5, 1e5), (-1e-9, 1e-9)]),
    "cos": (mpmath.cos, [(-7, 7), (-1e5, 1e5), (1.57, 1.571)]),
    "arcsine": (mpmath.asin, [(-1, 1), (0.999, 1), (-1e-9, 1e-9)]),
}


def row(name, x, y, value):
    high = float(value)
    print(f"{name},{x.hex()},{y.hex()},{high.hex()},{float(value - high).hex()}")


for name, (function, ranges) in functions.items():
    for low, high in ranges:
        for _ in range(40):
            x = random.uniform(low, high)
            row(name, x, 0.0, function(mpmath.mpf(x)))
for low, high, steepest in [(0, 10, 20), (0.5, 2, 300), (0, 1e5, 5)]:
    for _ in range(40):
        x, y = random.uniform(low, high), random.uniform(-steepest, steepest)
        row("power", x, y, mpmath.power(mpmath.mpf(x), mpmath.mpf(y)))

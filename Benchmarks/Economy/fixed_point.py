#!/usr/bin/env python3
"""Compares the solver with the NumPy fixed point that most published replications iterate.

Both solve the design's case to the same residual on one core, in turns, so that whatever else the
machine does falls on both. The fixed point is vectorised over sectors and markets, and all that
no sweep changes is computed before. It runs twice: wages damped by 0.1, as one would to be safe,
and by the best of a few factors for this very case, which nobody knows beforehand.

    fixed_point.py [STATES SECTORS [ROUNDS]]
"""
import json
import os
import statistics
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
try:
    import numpy as np
except ImportError:
    print("fixed_point.py: NumPy isn't installed, so there is nothing to compare with.")
    print("Install it (pip install numpy) and run this again.")
    sys.exit(0)

TOLERANCE = 1e-10
PROGRAM = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "../../.build/release/economy-benchmark"
)


class Case:
    """The economy in arrays: sector × market × supplier, sector × input × state, and so on."""

    def __init__(self, case):
        n, s = case["states"], case["sectors"]
        array = lambda name, *shape: np.array(case[name], dtype=float).reshape(shape)
        self.theta = array("elasticities", s)[:, None]
        before, after = array("tariffs_before", s, n, n), array("tariffs", s, n, n)
        weights = array("sourcing", s, n, n) * array("multipliers", s, n, n)
        self.weights = weights * ((1 + after) / (1 + before)) ** -self.theta[:, :, None]
        self.received = np.ascontiguousarray((self.weights / (1 + after)).transpose(0, 2, 1))
        self.net = self.weights / (1 + after)
        self.alpha = array("final_spending", s, n)
        self.v = array("value_added_shares", s, n)
        # By state, so that inputs are products of matrices and columns.
        recipes = array("recipes", s, s, n)
        self.uses = np.ascontiguousarray(recipes.transpose(2, 0, 1))
        self.sells = np.ascontiguousarray(recipes.transpose(2, 1, 0))
        self.income = array("value_added", n)
        self.spending = array("expenditures", s, n)
        self.final = array("final_spending_before", n)
        self.expected = array("real_income", n)

    def solve(self, damping):
        """Real incomes and sweeps; None when it doesn't settle."""
        wages = np.zeros_like(self.income)
        prices = np.zeros_like(self.spending)
        spending = self.spending
        for sweep in range(1, 2001):
            cost = self.v * wages + (self.uses @ prices.T[:, :, None])[:, :, 0].T
            pull = np.exp(-self.theta * cost)
            demand = (self.weights @ pull[:, :, None])[:, :, 0]
            new_prices = np.log(demand) / -self.theta
            per_pull = spending / demand
            output = pull * (self.received @ per_pull[:, :, None])[:, :, 0]
            net = (self.net @ pull[:, :, None])[:, :, 0]
            earned = np.exp(wages) * self.income
            final = earned + (spending - per_pull * net).sum(0)
            new = self.alpha * final + (self.sells @ output.T[:, :, None])[:, :, 0].T
            excess = (self.v * output).sum(0) / earned - 1
            residual = max(
                np.abs(excess).max(),
                np.abs(new_prices - prices).max(),
                (np.abs(new - spending) / np.maximum(spending, self.spending)).max(),
            )
            if not residual < np.inf:
                return None
            if residual <= TOLERANCE:
                basket = np.exp((self.alpha * new_prices).sum(0))
                return final / self.final / basket, sweep
            wages = wages + damping * excess
            shift = np.log((np.exp(wages) * self.income).sum() / self.income.sum())
            wages -= shift
            prices = new_prices - shift
            spending = new / np.exp(shift)
        return None


def main():
    sizes = [int(a) for a in sys.argv[1:3]] if len(sys.argv) > 2 else [25, 14]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 11
    if not os.path.exists(PROGRAM):
        sys.exit("Build the benchmark first: swift build -c release --product economy-benchmark")
    size = [str(number) for number in sizes]
    run = lambda command: subprocess.run(
        [PROGRAM, command, *size], check=True, capture_output=True, text=True
    ).stdout
    data = json.loads(run("case"))
    case = Case(data)
    settled = []
    for damping in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        result = case.solve(damping)
        if result:
            incomes, sweeps = result
            settled.append((sweeps, damping))
            gap = np.abs(incomes / case.expected - 1).max()
            if gap > 1e-8:
                sys.exit(f"The two disagree about real incomes by {gap:.1e}.")
    if not settled:
        sys.exit("The fixed point doesn't settle with any damping tried.")
    print(f"{sizes[0]} × {sizes[1]}, residual 1e-10, real incomes agree within 1e-8;")
    print(f"NumPy {np.__version__}, one thread; {rounds} rounds in turns, medians of processor time:")
    for sweeps, damping in sorted({settled[0], min(settled)}, reverse=True):
        slow, fast = [], []
        for _ in range(rounds):
            start = time.thread_time()
            case.solve(damping)
            slow.append((time.thread_time() - start) * 1e6)
            fast.append(float(run("time")))
        ratios = [a / b for a, b in zip(slow, fast)]
        print(f"  wages damped by {damping}: {sweeps} sweeps, ", end="")
        print(f"{statistics.median(slow):.0f} µs; this solver {statistics.median(fast):.0f} µs: ", end="")
        print(f"{statistics.median(ratios):.0f} times as fast", end="")
        print(f" ({min(ratios):.0f} to {max(ratios):.0f})")


main()

"""The best assignment, and the best paths, held against all there are."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpipe.layout.assignment import FORBIDDEN, best_assignment, best_paths

gains = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=n, max_size=n)
)


def total(matrix, columns):
    return sum(matrix[row][column] for row, column in enumerate(columns) if column is not None)


@settings(max_examples=300)
@given(gains)
def test_no_assignment_gains_more(matrix):
    choices = product([None, *range(len(matrix))], repeat=len(matrix))
    legal = (c for c in choices if len(t := [x for x in c if x is not None]) == len(set(t)))
    assert total(matrix, best_assignment(matrix)) == max(total(matrix, columns) for columns in legal)


def path_gain(matrix, paths):
    return sum(matrix[a][b] for path in paths for a, b in pairwise(path))


@settings(max_examples=200)
@given(gains)
def test_no_paths_gain_more(matrix):
    size = len(matrix)
    matrix = [[FORBIDDEN if a == b else float(matrix[a][b]) for b in range(size)] for a in range(size)]
    paths = best_paths(matrix)
    assert sorted(node for path in paths for node in path) == list(range(size))
    best = float("-inf")
    for order in permutations(range(size)):
        for cuts in product([False, True], repeat=size - 1):
            best = max(best, sum(matrix[a][b] for a, b, cut in zip(order, order[1:], cuts, strict=False) if not cut))
    assert path_gain(matrix, paths) == pytest.approx(best)

"""Paths through a set of nodes, by the assignment with the greatest total gain (Kuhn, Munkres; Jonker, Volgenant)."""

from collections.abc import Sequence

#: assignments that are solved to be rid of circles: so many at least and at most, and so many by size squared
_FEWEST, _MOST, _WORK = 3, 40, 8000
FORBIDDEN = -1e9


def best_paths(gains: Sequence[Sequence[float]]) -> list[list[int]]:
    """The nodes 0…n-1 as paths, so that the gains of their links (`gains[a][b]` for b behind a) add up to the most.

    The best assignment may hold circles; each is cut at one of its links, whichever leaves the most (branch and bound,
    up to a fixed number of attempts, after which a circle is opened at its weakest link).
    """
    best: list[int | None] = []
    best_total = float("-inf")
    waiting = [[list(row) for row in gains]]
    for _ in range(max(_FEWEST, min(_MOST, _WORK // max(1, len(gains)) ** 2))):
        if not waiting:
            break
        matrix = waiting.pop()
        following = best_assignment(matrix)
        total = sum(matrix[a][b] for a, b in enumerate(following) if b is not None)
        if total <= best_total:
            continue
        circle = _circle(following)
        if not circle:
            best, best_total = following, total
            continue
        links = sorted(((matrix[a][following[a]], a, following[a]) for a in circle), reverse=True)
        for _gain, a, b in links:  # the weakest is tried first
            branch = [list(row) for row in matrix] if len(links) > 1 else matrix
            branch[a][b] = FORBIDDEN
            waiting.append(branch)
    if not best:
        best = best_assignment(gains)
        while circle := _circle(best):
            best[min(circle, key=lambda a: gains[a][best[a]])] = None
    return _paths(best)


def _circle(following: Sequence[int | None]) -> list[int]:
    """The nodes of a circle of the assignment, in order; empty when there is none."""
    seen = [False] * len(following)
    followed = set(following)
    for first in (i for i in range(len(following)) if i not in followed):
        at: int | None = first
        while at is not None:
            seen[at] = True
            at = following[at]
    start = next((i for i, known in enumerate(seen) if not known), None)
    if start is None:
        return []
    circle = [start]
    while following[circle[-1]] != start:
        circle.append(following[circle[-1]])
    return circle


def _paths(following: Sequence[int | None]) -> list[list[int]]:
    followed = set(following)
    paths = []
    for first in (i for i in range(len(following)) if i not in followed):
        path = [first]
        while (at := following[path[-1]]) is not None:
            path.append(at)
        paths.append(path)
    return paths


def best_assignment(gains: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row of a square matrix its column, or None; no column twice, the sum of gains as great as can be.

    A row stays alone where every gain is negative: leaving it alone gains 0. Cubic in the size.
    """
    size = len(gains)
    # to the right of the matrix each row has a column of its own, which stands for "alone" and gains nothing
    solver = _Assignment([[-gain for gain in row] for row in gains])
    for row in range(size):
        solver.add(row)
    return [column if column < size else None for column in solver.columns()]


class _Assignment:
    """Rows assigned one by one at the least cost, by shortest paths over reduced costs."""

    def __init__(self, costs: list[list[float]]) -> None:
        self._costs = costs
        self._size = len(costs)
        self._row_price = [0.0] * self._size
        self._column_price = [0.0] * (2 * self._size)
        self._row_of: list[int | None] = [None] * (2 * self._size)

    def columns(self) -> list[int]:
        """For each row its column."""
        found = {row: column for column, row in enumerate(self._row_of) if row is not None}
        return [found[row] for row in range(self._size)]

    def add(self, row: int) -> None:
        """Assign one more row, moving others where that costs less."""
        width = 2 * self._size
        least = [float("inf")] * width
        came_from: list[int | None] = [None] * width
        used: list[int] = []
        free = set(range(width))
        at: int | None = None  # the column at whose row the path stands; None for the new row
        current = row
        path_cost = 0.0
        lengths: dict[int, float] = {}
        while True:
            for column, cost in self._reduced(current, free):
                if path_cost + cost < least[column]:
                    least[column] = path_cost + cost
                    came_from[column] = at
            at = min(free, key=least.__getitem__)
            path_cost = least[at]
            if self._row_of[at] is None:
                break
            free.remove(at)
            used.append(at)
            lengths[at] = path_cost
            current = self._row_of[at]
        self._row_price[row] += path_cost
        for column in used:
            self._row_price[self._row_of[column]] += path_cost - lengths[column]
            self._column_price[column] -= path_cost - lengths[column]
        while at is not None:
            before = came_from[at]
            self._row_of[at] = row if before is None else self._row_of[before]
            at = before

    def _reduced(self, row: int, free: set[int]) -> list[tuple[int, float]]:
        """The free columns that a row may take, with what they cost less the prices of both."""
        size, price, prices = self._size, self._row_price[row], self._column_price
        costs = [*enumerate(self._costs[row]), (row + size, 0.0)]
        return [(column, cost - price - prices[column]) for column, cost in costs if column in free]

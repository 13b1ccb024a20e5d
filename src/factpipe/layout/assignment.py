"""Paths through a set of nodes, and the assignment of rows to columns with the greatest total gain (Kuhn, Munkres; Jonker and Volgenant's form)."""

from collections.abc import Sequence


#: assignments that are solved at most to be rid of circles
_ATTEMPTS = 40
FORBIDDEN = -1e9


def best_paths(gains: Sequence[Sequence[float]]) -> list[list[int]]:
    """The nodes 0…n-1 as paths, so that the gains of their links (`gains[a][b]` for b behind a) add up to the most.

    The best assignment may hold circles; each is cut at one of its links, whichever leaves the most (branch and bound,
    up to a fixed number of attempts, after which a circle is opened at its weakest link).
    """
    best: list[int | None] = []
    best_total = float("-inf")
    waiting = [[list(row) for row in gains]]
    for _ in range(_ATTEMPTS):
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
    # columns size..2*size-1 stand for "alone"
    width = 2 * size
    infinite = float("inf")
    row_price = [0.0] * (size + 1)
    column_price = [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    came_from = [0] * (width + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        column = 0
        least = [infinite] * (width + 1)
        used = [False] * (width + 1)
        while True:
            used[column] = True
            current = row_of[column]
            step, nearest = infinite, 0
            costs, price = gains[current - 1], row_price[current]
            for other in range(1, width + 1):
                if used[other]:
                    continue
                if other <= size:
                    cost = -costs[other - 1]
                else:
                    cost = 0.0 if other - size == current else infinite
                reduced = cost - price - column_price[other]
                if reduced < least[other]:
                    least[other] = reduced
                    came_from[other] = column
                if least[other] < step:
                    step, nearest = least[other], other
            for other in range(width + 1):
                if used[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = nearest
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    result: list[int | None] = [None] * size
    for column in range(1, size + 1):
        if row_of[column]:
            result[row_of[column] - 1] = column - 1
    return result

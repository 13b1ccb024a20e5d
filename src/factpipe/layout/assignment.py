"""The assignment of rows to columns with the greatest total gain (Kuhn, Munkres; Jonker and Volgenant's form)."""

from collections.abc import Sequence


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

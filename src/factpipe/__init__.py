"""factpipe: every quantitative claim of a Chinese newspaper page as one row of a tidy table."""

__version__ = "0.1.0"

_LAZY = {
    "extract": "factpipe.api", "load": "factpipe.api", "diff": "factpipe.changes", "track": "factpipe.changes.panel",
    "show": "factpipe.notebook", "quantities": "factpipe.quantities",
}  # fmt: skip

__all__ = ["__version__", *_LAZY]  # noqa: PLE0604


def __getattr__(name: str):
    # pandas and the stages are imported when something is asked of them: `factpipe --help` needs neither
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'factpipe' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

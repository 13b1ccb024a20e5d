"""In a notebook: evidence highlighted inline, and the usual steps on a frame of facts as `facts.factpipe`.

    import factpipe
    facts = factpipe.load("data/out")
    factpipe.show(facts[facts.measure == "leaders"])
    facts.factpipe.exact().factpipe.totals("county")

The accessor is there as soon as factpipe has made a frame; for frames that pandas has read by itself,
`import factpipe.notebook` registers it.
"""

from factpipe.notebook.accessor import FactsAccessor
from factpipe.notebook.shown import Shown, show

__all__ = ["FactsAccessor", "Shown", "show"]

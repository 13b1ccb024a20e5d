# %% [markdown]
# # Two issues of a county paper
#
# What one does with the tables: load, look, group, convert, check, compare. The paper in `data/raw` and its county are
# invented. Run this in the folder that holds `data/raw`.

# %%
import factpipe

facts = factpipe.extract("data/raw")
facts[["issue_date", "surface", "item", "value", "modifier", "unit", "place", "status"]].head(8)

# %% [markdown]
# Each row is one claim. `show` marks the evidence in its sentence and puts the rows below it.

# %%
village = facts[facts.place.str.endswith("恩扎村", na=False)]
factpipe.show(village, limit=8)

# %% [markdown]
# ## The usual steps
# `facts.factpipe` has them: `exact()` leaves out what the text bounds (`60余名`), `findings()` leaves out targets,
# criteria and changes, `convert()` brings numbers to one unit.

# %%
land = facts[facts.measure == "area"].factpipe.exact().factpipe.convert("公顷")
land[["place", "item", "surface", "value", "unit"]].head(8)

# %% [markdown]
# A wide table, one row an issue: the market prices, each with its unit and denominator.

# %%
prices = facts[(facts.measure == "money") & facts.per.isin(["斤", "公斤"])]
prices.factpipe.to_wide("issue_date")

# %% [markdown]
# What is planned, and what is a condition, is told apart from what is so:

# %%
facts.groupby(["status", "measure"], observed=True).size().unstack(fill_value=0)

# %% [markdown]
# ## Checks
# Facts of one article vouch for one another. What contradicts is a misprint of the paper, an OCR slip or an error of
# the extraction: look at the evidence. The checks are a table of their own; `output` writes
# all tables, as the command line does:

# %%
factpipe.extract("data/raw/朵曲报/2024-04-10", output="tables/10")
factpipe.extract("data/raw/朵曲报/2024-04-17", output="tables/17")

checks = factpipe.load("tables/10", "checks")
checks[["kind", "verdict", "arithmetic"]]

# %% [markdown]
# ## The next issue
# Claims that the second issue tells with another figure, and those that only one of them tells:

# %%
factpipe.diff("tables/10", "tables/17")

"""Words and their part of speech. The only module that imports a segmenter.

The default backend is rjieba, the Rust port of jieba, which cuts as `jieba.lcut` does; jieba itself is the reference
and the fallback. Both tag by the entry of jieba's dictionary, so that they give the same words and tags.
"""

from functools import lru_cache


def tag(text: str) -> list[tuple[str, str]]:
    """[(word, tag), …] covering `text` without gaps; tags are jieba's (`n`, `vn`, `ns`, `m`, `q`, `x` …)."""
    return _tagger()(text)


@lru_cache(maxsize=1)
def _tagger():
    import rjieba

    return rjieba.Jieba().tag

"""Where a quantitative claim is: the places that an article names, and which of them governs a quantity."""

from factpipe.resolve.places.finder import PlaceFinder
from factpipe.resolve.places.names import Kind, Level, Node, PlaceMention
from factpipe.resolve.places.resolver import PlaceResolver

__all__ = ["Kind", "Level", "Node", "PlaceFinder", "PlaceMention", "PlaceResolver"]

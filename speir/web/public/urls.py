"""Addresses that anybody may open; each module lists its own."""

from speir.web.public import about, areas, progress_reviews, reports

urlpatterns = [*about.ADDRESSES, *reports.ADDRESSES, *progress_reviews.ADDRESSES, *areas.ADDRESSES]

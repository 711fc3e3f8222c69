"""Addresses that anybody may open; each module lists its own."""

from speir.web.public import about, areas, enquiry, practices, reports

urlpatterns = [
    *about.ADDRESSES,
    *reports.ADDRESSES,
    *areas.ADDRESSES,
    *enquiry.ADDRESSES,
    *practices.ADDRESSES,
]

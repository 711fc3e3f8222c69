"""Addresses that anybody may open; each module lists its own."""

from speir.web.public import (
    about,
    areas,
    consultations,
    enquiry,
    open_work,
    practices,
    progress_reviews,
    reports,
)

urlpatterns = [
    *about.ADDRESSES,
    *reports.ADDRESSES,
    *progress_reviews.ADDRESSES,
    *areas.ADDRESSES,
    *enquiry.ADDRESSES,
    *practices.ADDRESSES,
    *open_work.ADDRESSES,
    *consultations.ADDRESSES,
]

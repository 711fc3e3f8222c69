"""Where an enquiry stands."""

from speir.foundations.choice import Choice


class EnquiryStatus(Choice):
    """Where one enquiry stands."""

    RECEIVED = "received", "Waits for an answer"
    ANSWERED = "answered", "Answered"
    SET_ASIDE = "set_aside", "Set aside"

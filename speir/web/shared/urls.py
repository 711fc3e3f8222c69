"""Addresses that every audience shares."""

from django.urls import path

from speir.web.shared import health, sign_in, words
from speir.web.shared.reading import events, offline

urlpatterns = [
    path("", sign_in.start, name="start"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("words/", words.take_words, name="words"),
    path("healthz", health.healthz, name="healthz"),
    *events.ADDRESSES,
    *offline.ADDRESSES,
]

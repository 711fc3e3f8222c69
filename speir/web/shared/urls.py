"""Addresses that every audience shares."""

from django.urls import path

from speir.web.shared import feeds, health, put_aside, send_again, sign_in, words, words_not_sent
from speir.web.shared.reading import events, files, offline

urlpatterns = [
    path("", sign_in.start, name="start"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/send-again/", send_again.send_again, name="send_again"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("words/", words.take_words, name="words"),
    path("words/not-sent/", words_not_sent.words_not_sent, name="words_not_sent"),
    path("words/put-aside/", put_aside.put_aside, name="put_aside"),
    path("healthz", health.healthz, name="healthz"),
    *feeds.ADDRESSES,
    *events.ADDRESSES,
    *files.ADDRESSES,
    *offline.ADDRESSES,
]

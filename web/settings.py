"""Django's settings, from ``EQUIPOISE_*`` variables. What each page does is ``practice``'s matter."""

from __future__ import annotations

import os
from pathlib import Path

from web.headers import is_news
from web.keys import secret_key

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("EQUIPOISE_VAR") or ROOT / "var")

# The one thing reading the settings may create: nothing starts without a key, and it must outlive restarts.
SECRET_KEY = secret_key(VAR)

DEBUG = False
# Loopback only, unless whoever runs this names the hosts: practice is private by default.
ALLOWED_HOSTS = os.environ.get("EQUIPOISE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.staticfiles", "web.practice"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.headers.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.practice.notice.NoticeFirst",
]
ROOT_URLCONF = "web.urls"
WSGI_APPLICATION = "web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "equipoise.db",
        # A file in tests too: in memory all threads would share one connection, and no race would show.
        "TEST": {"NAME": VAR / "test.db"},
        "OPTIONS": {
            # Readers never wait for a writer, and a writer waits up to 20 s for another.
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;",
            # A transaction that reads first and writes later would fail at once instead of waiting.
            "transaction_mode": "IMMEDIATE",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_COOKIE_NAME = "equipoise"
SESSION_COOKIE_AGE = 365 * 24 * 3600
CSRF_COOKIE_NAME = "equipoise_csrf"
CSRF_FAILURE_VIEW = "web.practice.views.problems.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

STATIC_URL = "static/"
# Served from where the files lie: nothing to collect before a first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": is_news}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["news"]}},
    "root": {"handlers": ["stream"], "level": "WARNING"},
}

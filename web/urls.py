"""Which app answers where; the pages themselves are listed in ``web.practice.urls``."""

from django.urls import include, path

from web.practice.views import problems

urlpatterns = [path("", include("web.practice.urls"))]

handler400 = problems.bad_request
handler403 = problems.forbidden
handler404 = problems.not_found
handler500 = problems.server_error

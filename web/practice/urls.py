"""The addresses of the practice pages."""

from django.urls import path, register_converter

from web.practice.ids import ID
from web.practice.views import ends, front, room


class Hex32:
    """A session's or turn's id: 32 hexadecimal digits."""

    regex = ID

    def to_python(self, value: str) -> str:
        """The id as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The id as it is."""
        return value


register_converter(Hex32, "hex32")

urlpatterns = [
    path("", front.clients, name="clients"),
    path("notice/", front.notice, name="notice"),
    path("clients/<slug:case_id>/", front.brief, name="brief"),
    path("clients/<slug:case_id>/start/", front.start, name="start"),
    path("practice/", front.sessions, name="sessions"),
    path("practice/<hex32:session_id>/", room.room, name="room"),
    path("practice/<hex32:session_id>/greet/", room.greet, name="greet"),
    path("practice/<hex32:session_id>/turns/", room.write, name="write"),
    path("practice/<hex32:session_id>/turns/<hex32:turn_id>/send/", room.send, name="send"),
    path("practice/<hex32:session_id>/hint/", room.hint, name="hint"),
    path("practice/<hex32:session_id>/end/", ends.end, name="end"),
    path("practice/<hex32:session_id>/report/", ends.report, name="report"),
    path("health", front.health, name="health"),
]

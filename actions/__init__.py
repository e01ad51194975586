"""Rasa's custom actions: thin, one file an action. What a session is and does belongs to ``equipoise.practice``.

Keep this folder flat: rasa-sdk imports sub-packages by their bare name.
"""


def warm_up() -> None:
    """One turn in an empty room: the first counselor must not wait for models to load."""
    from equipoise.client.case import case_ids
    from equipoise.practice import start, take_turn

    take_turn(start("warm up", case_ids()[0]).session, "How has your week been?")

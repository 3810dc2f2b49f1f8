"""Input and output of the presence of others on a ticket."""

from typing import Any

from rest_framework import serializers

from api.fields import OneOf
from tickets.models.presence import PresenceState

_TAB = "A UUID that the browser tab has made for itself."


class TabSerializer(serializers.Serializer[Any]):
    """Which tab."""

    tab = serializers.UUIDField(help_text=_TAB)


class LookSerializer(serializers.Serializer[Any]):
    """The tab that is not to be told of itself."""

    tab = serializers.UUIDField(required=False, help_text=_TAB)


class HeartbeatSerializer(TabSerializer):
    """A tab in which the ticket is open; to be sent every 15 s, and forgotten 40 s after the last time."""

    state = OneOf(choices=PresenceState.choices)


class OtherSerializer(serializers.Serializer[Any]):
    """Somebody else; `name` is null for who is not signed in, `since` the moment they opened the ticket."""

    name = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(choices=PresenceState.choices)
    since = serializers.DateTimeField()


class PresenceSerializer(serializers.Serializer[Any]):
    """Who else has the ticket open, the first one first: an account once, whatever its tabs, and not one's own."""

    others = OtherSerializer(many=True)

"""What an adapter is, and what all of them share. An adapter asks once: it neither retries nor watches the clock."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from llm.errors import ModelError, Outcome
from llm.types import Request
from llm.usage import Usage

logger = logging.getLogger(__name__)

Client = TypeVar("Client")


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of a finished answer, not yet checked."""

    text: str
    usage: Usage


class Provider(Protocol):
    """Asks one model of one provider. Runs on the event loop of `llm.loop`."""

    name: str
    model: str

    async def generate(self, request: Request[Any]) -> Reply:
        """Raises nothing but ModelError (and CancelledError, when the deadline has passed)."""

    async def prepare(self) -> None:
        """Whatever is slow the first time: importing the SDK alone takes from 1 to 4 seconds."""

    async def aclose(self) -> None:
        """Close the connections."""


class SdkProvider(Generic[Client]):
    """An adapter round an official SDK: one client per event loop, and so per process, made when first needed."""

    name: str

    def __init__(self, model: str) -> None:
        self.model = model
        self._client: Client | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def connect(self) -> Client:
        """Import the SDK and make its asynchronous client, without retries and without a timeout of its own."""
        raise NotImplementedError

    async def disconnect(self, client: Client) -> None:
        raise NotImplementedError

    async def ask(self, client: Client, request: Request[BaseModel]) -> Reply:
        """One request. May raise whatever the SDK raises."""
        raise NotImplementedError

    def translate(self, error: Exception) -> ModelError | None:
        """The SDK's error as ours; None if it is none of the SDK's."""
        raise NotImplementedError

    async def generate(self, request: Request[Any]) -> Reply:
        try:
            return await self.ask(self.client(), request)
        except ModelError:
            raise
        except Exception as error:
            translated = self.translate(error)
            if translated is None:
                # The desk must not fail because an SDK did something that nobody has seen it do.
                logger.exception("%s raised an error that its adapter does not know", self.name)
                translated = ModelError(Outcome.SERVER_ERROR, f"Unexpected {type(error).__name__}.")
            raise translated from error

    async def prepare(self) -> None:
        self.client()

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None and self._loop is asyncio.get_running_loop():
            await self.disconnect(client)

    def client(self) -> Client:
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            # A client of another loop is the parent's, from before a fork: closing it would end its TLS sessions.
            self._client, self._loop = self.connect(), loop
        return self._client

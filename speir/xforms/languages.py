"""The languages of a form: what each is called in itself, and how a screen reader is told of it."""

import re
from dataclasses import dataclass

# How XLSForm says which language is meant: "Gàidhlig (gd)".
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")
# What languages that are read in Scotland call themselves, for authors who wrote "Gaelic (gd)".
OWN_NAMES = {
    "ar": "العربية", "bn": "বাংলা", "cy": "Cymraeg", "de": "Deutsch", "en": "English", "es": "Español",
    "fa": "فارسی", "fr": "Français", "ga": "Gaeilge", "gd": "Gàidhlig", "hi": "हिन्दी", "hu": "Magyar",
    "it": "Italiano", "lt": "Lietuvių", "lv": "Latviešu", "nl": "Nederlands", "pa": "ਪੰਜਾਬੀ", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "sco": "Scots", "so": "Soomaali", "ti": "ትግርኛ",
    "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "zh": "中文",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True)
class Language:
    """One language of a form; ``name`` is how its author wrote it, ``code`` "" where they gave none."""

    name: str
    code: str

    @property
    def own_name(self) -> str:
        """What the language calls itself, or else what its author called it."""
        return OWN_NAMES.get(self.base) or _CODE.sub("", self.name).strip() or self.name

    @property
    def base(self) -> str:
        """The language without its region: "en" of "en-GB"."""
        return self.code.partition("-")[0].lower()

    @property
    def is_english(self) -> bool:
        """Whether it is the language of everything around the questions, which nobody need be told of."""
        return self.base in ("", "en")

    @property
    def is_known_as_english(self) -> bool:
        """Whether it says that it is English, or says nothing: what is measured for English fits it."""
        said = self.name.partition("(")[0].strip().lower()
        return self.base == "en" or (not self.code and said in ("", "default", "english"))

    @property
    def is_right_to_left(self) -> bool:
        """Whether it is written from the right."""
        return self.base in RIGHT_TO_LEFT


def language_of(name: str) -> Language:
    """A language by the name that a form gives it."""
    code = _CODE.search(name)
    return Language(name, code[1] if code else "")

"""What it finds: a recommendation, or a single demand of one, that does not begin with its verb.

Why: it follows “The authorities should:”, and reads wrongly there; and without a verb nobody knows what is asked for.

Example:

```yaml
repeal: {text: The repeal of Article 12.}
```

What to do: begin with the verb, in the form that follows “should”: `Repeal Article 12.` An adverb may stand before it
(`Immediately release …`).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.blocks import list_demands
from generator.review.lint.demands import begins_with_verb
from generator.review.lint.markup import MASK, mask_markup
from generator.review.lint.subject import Subject, list_record_texts

CODE = codes.DEMAND_WITHOUT_VERB


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every demand of the edition, in English, without a verb at its beginning."""
    for entry in list_demands(subject):
        for words in list_record_texts(entry, subject.lines):
            if words.path[0] not in ("text", "demands") or (words.lang or subject.document.lang).split("-")[0] != "en":
                continue
            text = mask_markup(words.text).replace(MASK, "").strip()
            first = text.split(" ")[0] if text else ""
            if text and not begins_with_verb(text):
                yield CODE.at(
                    words.at(max(words.text.find(first), 0)),
                    f"“{first}” is no verb for what should be done",
                    "begin with the verb, as after “The authorities should:”",
                    width=len(first),
                )

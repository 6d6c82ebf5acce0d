"""Who answers for which sentence of a paper: its claims, and the signatures that hold for them.

In: a numbered Document, its Edition, and the signatures kept beside the edition. Out: claims, each with who signed it,
or with what changed since somebody did.
"""

from generator.review.signoff.claims import Claim, list_claims
from generator.review.signoff.status import ClaimStatus, LostSignature, judge_claims

__all__ = ["Claim", "ClaimStatus", "LostSignature", "judge_claims", "list_claims"]

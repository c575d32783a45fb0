"""What a field that holds personal data says of itself: without a purpose it may not exist (R9.4-4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.enums import DataBasis, DataPurpose, DataRecipients, DataRetention


@dataclass(frozen=True)
class PersonalData:
    """Purpose, legal basis, retention and recipients of one field; ``sensitive`` data is stored encrypted only.

    A model lists its fields in ``personal_data``; an abstract model may do so for those that inherit from it.
    """

    purpose: DataPurpose
    basis: DataBasis
    retention: DataRetention
    recipients: DataRecipients
    sensitive: bool = False


PersonalDataOf = Mapping[str, PersonalData]

AUTHORSHIP = PersonalData(
    DataPurpose.AUTHORSHIP, DataBasis.COPYRIGHT, DataRetention.PERMANENT, DataRecipients.EVERYBODY
)
ACCOUNT = PersonalData(DataPurpose.ACCOUNT, DataBasis.STATE_DUTY, DataRetention.ACCOUNT, DataRecipients.ACCOUNT_KEEPERS)
PASSWORD = PersonalData(DataPurpose.ACCOUNT, DataBasis.STATE_DUTY, DataRetention.ACCOUNT, DataRecipients.NOBODY)
SECURITY = PersonalData(
    DataPurpose.SECURITY, DataBasis.NETWORK_SECURITY, DataRetention.SECURITY_LOG, DataRecipients.SECURITY_STAFF
)
PUBLIC_DUTY = PersonalData(
    DataPurpose.PUBLIC_DUTY, DataBasis.STATE_DUTY, DataRetention.PERMANENT, DataRecipients.EVERYBODY
)
WORK_TRACE = PersonalData(
    DataPurpose.WORK_TRACE, DataBasis.STATE_DUTY, DataRetention.WITH_CONTENT, DataRecipients.EDITORS
)
LETTER = PersonalData(DataPurpose.LETTERS, DataBasis.STATE_DUTY, DataRetention.LETTER, DataRecipients.NOBODY)
OPINION = PersonalData(DataPurpose.OPINIONS, DataBasis.STATE_DUTY, DataRetention.OPINION_WORDS, DataRecipients.EDITORS)
SUPPLY = PersonalData(DataPurpose.SUPPLY, DataBasis.STATE_DUTY, DataRetention.WITH_CONTENT, DataRecipients.EDITORS)
DRAFT = PersonalData(
    DataPurpose.SUPPLY, DataBasis.STATE_DUTY, DataRetention.DRAFT, DataRecipients.NOBODY, sensitive=True
)

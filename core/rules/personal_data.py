"""What a field that holds personal data says of itself: without a purpose it may not exist (R9.4-4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.enums import DataBasis, DataPurpose, DataRetention


@dataclass(frozen=True)
class PersonalData:
    """Purpose, legal basis and retention of one field; ``sensitive`` data is stored encrypted only.

    A model lists its fields in ``personal_data``; an abstract model may do so for those that inherit from it.
    """

    purpose: DataPurpose
    basis: DataBasis
    retention: DataRetention
    sensitive: bool = False


PersonalDataOf = Mapping[str, PersonalData]

AUTHORSHIP = PersonalData(DataPurpose.AUTHORSHIP, DataBasis.COPYRIGHT, DataRetention.PERMANENT)
ACCOUNT = PersonalData(DataPurpose.ACCOUNT, DataBasis.STATE_DUTY, DataRetention.ACCOUNT)
SECURITY = PersonalData(DataPurpose.SECURITY, DataBasis.NETWORK_SECURITY, DataRetention.SECURITY_LOG)
PUBLIC_DUTY = PersonalData(DataPurpose.PUBLIC_DUTY, DataBasis.STATE_DUTY, DataRetention.PERMANENT)
WORK_TRACE = PersonalData(DataPurpose.WORK_TRACE, DataBasis.STATE_DUTY, DataRetention.WITH_CONTENT)

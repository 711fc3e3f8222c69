"""Kinds of regulated service, and the columns of the datastore that are read; all else is left out."""

from speir.foundations.choice import Choice

KINDS = (
    "Care Home Service",
    "Support Service",
    "Housing Support Service",
    "Adult Placement Service",
    "Nurse Agency",
    "Offender Accommodation Service",
    "Day Care of Children",
    "Child Minding",
    "Child Care Agency",
    "School Care Accommodation Service",
    "Secure Accommodation Service",
    "Fostering Service",
    "Adoption Service",
)
CARE_HOME = "Care Home Service"
CHILD_MINDING = "Child Minding"
CARE_HOME_SUBTYPES = (
    "Older People",
    "Learning Disabilities",
    "Mental Health Problems",
    "Physical and Sensory Impairment",
    "Alcohol & Drug Misuse",
    "Blood Borne Virus",
    "Respite Care and Short Breaks",
    "Children & Young People",
)
OUTSIDE_SCOTLAND = "outside Scotland"
ACTIVE = "active"
GOOD, LOW = 4, 2

# Without these a file is not the datastore, or nothing can be counted from it.
NEEDED = ("CareService", "Subtype", "Client_group", "Council_Area_Name", "ServiceStatus", "MinGrade")
ALSO_READ = (
    *("CSNumber", "ServiceName", "ServiceType", "ServiceProvider", "Service_town", "Service_Postcode"),
    *("Date_Reg", "Registered_Places", "MaxGrade", "MinGrade_change"),
    *("Publication_of_Latest_Grading", "Last_inspection_Date"),
)
# Columns whose names carry the reporting year and so shift every year: Complaints_upheld_2122.
YEARLY = {
    "complaints_upheld": "Complaints upheld",
    "enforcements_issued": "Enforcements issued",
    "any_requirements": "Requirements made",
}
KEY_QUESTION = "KQ_"
# Who works there, and how to reach them: never kept, not even read.
PERSONAL = ("Manager_Name", "Service_Phone_Number", "Eforms_email_address")


class Group(Choice):
    """Whom services are for, as the datastore's column Client_group says it."""

    ALL = "all", "All services"
    ADULTS = "adults", "Services for adults"
    CHILDREN = "children", "Services for children"


class FileStatus(Choice):
    """Where a file is that somebody handed in on a screen."""

    WAITING = "waiting", "Waits to land"
    LANDING = "landing", "Landing"
    LANDED = "landed", "Landed"
    NOT_LANDED = "not_landed", "Did not land"

"""The demonstration sign-ins, one for each role. Everybody here is invented."""

from dataclasses import dataclass

PASSWORD = "speir-demonstration"
_MAIL = "{}@speir-demo.example"


@dataclass(frozen=True)
class SignIn:
    """Somebody to sign in as, and what they are."""

    role: str
    name: str
    key: str

    @property
    def email(self) -> str:
        """The sign-in name."""
        return email_of(self.name)


def email_of(name: str) -> str:
    """The e-mail address of an invented person."""
    return _MAIL.format(name.lower().replace("dr ", "").replace(" ", "."))


SIGN_INS = (
    SignIn("Service manager, Care Inspectorate", "Catriona Muir", "manager"),
    SignIn("Lead inspector, Care Inspectorate", "Mairi Sinclair", "lead"),
    SignIn("Inspector, Care Inspectorate", "Joseph Okafor", "ci_inspector"),
    SignIn("Inspector, Healthcare Improvement Scotland", "Ewan MacAskill", "his_inspector"),
    SignIn("Inspector, HMICS", "Isla Reid", "hmics_inspector"),
    SignIn("Strategic support officer", "Fiona Baird", "support"),
    SignIn("Signatory, Care Inspectorate", "Alasdair Boyd", "ci_signatory"),
    SignIn("Signatory, Healthcare Improvement Scotland", "Ruth Kerr", "his_signatory"),
    SignIn("Signatory, HMICS", "Graeme Duff", "hmics_signatory"),
    SignIn("Link inspector", "Shona Lamont", "link"),
    SignIn("Methods analyst", "Priya Nair", "analyst"),
    SignIn("Inspector of another team (sees none of these)", "Donald Ross", "outsider"),
    SignIn("Inspection coordinator, Strathcarron", "Anne Gillespie", "strathcarron_coordinator"),
    SignIn("Contributor, NHS Carron", "Neil Farquhar", "strathcarron_contributor"),
    SignIn("Head: chief executive, Strathcarron Council", "Margaret Orr", "strathcarron_council_head"),
    SignIn("Head: chief executive, NHS Carron", "Dr Hamish Tait", "nhs_carron_head"),
    SignIn("Head: divisional commander, Carron Division", "Lorna Bain", "police_carron_head"),
    SignIn("Operational lead, Strathcarron", "Duncan Baxter", "strathcarron_operational_lead"),
    SignIn("Named senior manager for concerns, Strathcarron", "Isobel Kemp", "strathcarron_senior_manager"),
    SignIn("Named senior manager for concerns, Glenorrin", "Ronald Speirs", "glenorrin_senior_manager"),
    SignIn("Inspection coordinator, Eastmuir (documents late)", "Callum Grieve", "eastmuir_coordinator"),
    SignIn("Inspection coordinator, Kinlaggan (draft to check)", "Eilidh Marr", "kinlaggan_coordinator"),
    SignIn("Inspection coordinator, Ardmore (improvement plan)", "Stuart Neilson", "ardmore_coordinator"),
    SignIn("Inspection coordinator, Balnagorm (review to check)", "Elaine Buchan", "balnagorm_coordinator"),
)

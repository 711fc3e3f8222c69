"""Small files in the shape of the datastore; every service in them is invented."""

import csv
import io

HEADS = (
    *("CareService", "Subtype", "ServiceType", "ServiceName", "Service_town", "Service_Postcode"),
    *("ServiceProvider", "Date_Reg", "Council_Area_Name", "Registered_Places", "Client_group", "MinGrade"),
    *("MaxGrade", "MinGrade_change", "Publication_of_Latest_Grading", "KQ_Setting", "KQ_Leadership"),
    *("Complaints_upheld_2223", "Complaints_upheld_2324", "Enforcements_issued_2223"),
    *("Last_inspection_Date", "ServiceStatus", "Manager_Name", "Service_Phone_Number"),
)
HOME = {
    "CareService": "Care Home Service",
    "Subtype": "Older People",
    "ServiceType": "Voluntary or Not for Profit",
    "ServiceName": "Invented House",
    "Service_town": "Inventown",
    "Service_Postcode": "ZZ1 1ZZ",
    "ServiceProvider": "Invented Care Society",
    "Date_Reg": "2002_4",
    "Council_Area_Name": "Fife",
    "Registered_Places": "40",
    "Client_group": "Adults",
    "MinGrade": "4",
    "MaxGrade": "5",
    "MinGrade_change": "Same",
    "Publication_of_Latest_Grading": "14/11/2023",
    "KQ_Setting": "4",
    "KQ_Leadership": "5",
    "Last_inspection_Date": "26/10/2023",
    "ServiceStatus": "Active",
    "Manager_Name": "Morag Invented",
    "Service_Phone_Number": "01632 960001",
}


def file_of(*services: dict[str, str], heads: tuple[str, ...] = HEADS, encoding: str = "cp1252") -> bytes:
    """A file with these services, each the invented care home but for what is given."""
    written = io.StringIO()
    writer = csv.DictWriter(written, heads, restval="NA", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**HOME, **service} for service in services)
    return written.getvalue().encode(encoding)

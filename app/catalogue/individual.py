"""The seven-part profile of an individual: 100 fields, and the shop's own extras."""

from app.catalogue.basics import Basics
from app.catalogue.education_career import Career, Education, PastJob, Study
from app.catalogue.family import Child, Family
from app.catalogue.field import Catalogue
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.personality import Personality, Relations

INDIVIDUAL = Catalogue(
    "individual",
    (Basics, Education, Career, Family, Life, Personality, Relations, Extras),
)

__all__ = [
    "INDIVIDUAL",
    "Basics",
    "Career",
    "Child",
    "Education",
    "Extras",
    "Family",
    "Life",
    "PastJob",
    "Personality",
    "Relations",
    "Study",
]

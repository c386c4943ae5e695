"""Parts 2 and 3 of an individual's profile: education and career."""

from app.catalogue import choices
from app.catalogue.field import Field, Group, Part, Purpose, Tier, also
from app.catalogue.kinds import Choice, Day, LongText, Money, Name, Opinion, Place, Text, Words
from app.i18n import N_


class Study(Group):
    """One stage of study."""

    key = "study"
    label = N_("Studies")

    stage = Field(
        Choice(choices.STUDY_STAGE),
        N_("Study stage"),
        key="study.stage",
        aliases=also("阶段、学习阶段"),
    )
    start = Field(Day(), N_("Study start"), key="study.start", aliases=also("开始时间、入学时间"))
    end = Field(
        Day(future=True), N_("Study end"), key="study.end", aliases=also("结束时间、毕业时间")
    )


class Education(Part):
    """教育情况: 9 fields."""

    key = "education"
    label = N_("Education")
    groups = (Study,)

    highest_degree = Field(
        Choice(choices.DEGREE),
        N_("Highest education"),
        aliases=also("最高学历、学历、文化程度、教育程度、degree"),
    )
    major = Field(Text(), N_("Major"), aliases=also("所修专业、专业"))
    main_courses = Field(LongText(), N_("Main courses"), aliases=also("主要课程、课程"))
    school_awards = Field(
        LongText(), N_("School awards"), aliases=also("在校期间所获奖励、在校奖励")
    )
    school_clubs = Field(Words(), N_("School clubs"), aliases=also("在校参加的社团、在校社团"))
    school_favourite_sport = Field(
        Words(), N_("Favourite sport at school"), aliases=also("在校最喜欢的运动项目、在校运动")
    )


class PastJob(Group):
    """One former job."""

    key = "past_job"
    label = N_("Past jobs")

    situation = Field(
        LongText(),
        N_("Past job, situation"),
        key="past_job.situation",
        aliases=also("以往就业情况、工作经历、就业经历"),
    )
    employer = Field(
        Name(),
        N_("Past employer"),
        key="past_job.employer",
        aliases=also("(以往)单位名称、以往单位名称、以往单位、原单位"),
    )
    place = Field(
        Place(), N_("Past place"), key="past_job.place", aliases=also("(以往)地点、以往地点")
    )
    title = Field(
        Text(),
        N_("Past position"),
        key="past_job.title",
        aliases=also("(以往)职务、以往职务、原职务"),
    )
    annual_income = Field(
        Money("year"),
        N_("Past annual income"),
        key="past_job.annual_income",
        tier=Tier.SEALED,
        purpose=Purpose.GRADING,
        seal="finance",
        aliases=also("(以往)年收入、以往年收入"),
    )


class Career(Part):
    """事业情况: 12 fields."""

    key = "career"
    label = N_("Career")
    groups = (PastJob,)

    current_title = Field(Text(), N_("Current position"), aliases=also("目前职务、现任职务"))
    current_annual_income = Field(
        Money("year"),
        N_("Current annual income"),
        tier=Tier.SEALED,
        purpose=Purpose.GRADING,
        seal="finance",
        aliases=also("目前年收入、年收入、收入、年薪、annual income、income"),
    )
    attitude_employer = Field(
        Opinion(), N_("Attitude to employer"), tier=Tier.GUARDED, aliases=also("对目前单位的态度")
    )
    attitude_career = Field(Opinion(), N_("Attitude to career"), aliases=also("对事业的态度"))
    career_goal_long = Field(LongText(), N_("Long-term career goal"), aliases=also("长期事业目标"))
    career_goal_mid = Field(LongText(), N_("Mid-term career goal"), aliases=also("中期事业目标"))
    proudest_achievement = Field(
        LongText(), N_("Proudest achievement"), aliases=also("最得意的个人成就、个人成就")
    )

"""What stands below the bars."""

from datetime import date

import pytest
from django.utils import translation

from tips.admin.charts import day_charts
from tips.figures import Figures, Row
from tips.period import Period


@pytest.mark.parametrize(("language", "label"), [("en", "30 Oct"), ("de", "30. Okt")])
def test_a_day_is_written_as_its_language_writes_it(language, label):
    day = date(2026, 10, 30)
    with translation.override(language):
        [chart] = day_charts([Row(day, "", Figures("EUR"))], Period(day, day))

    assert [bar.label for bar in chart.bars()] == [label]

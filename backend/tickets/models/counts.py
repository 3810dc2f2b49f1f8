"""How many tickets there are: views over folded and fresh counter rows, exact to the last commit."""

from django.db import models


class TicketTotalCount(models.Model):
    """Rows that add up to the number of tickets in a cell (category, priority, status): always sum `n`."""

    pk = models.CompositePrimaryKey("category", "priority", "status")
    category = models.CharField(max_length=20)
    priority = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    n = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "tickets_total_count"

    def __str__(self) -> str:
        return f"{self.n} in {self.category}/{self.priority}/{self.status}"


class TicketDailyCount(models.Model):
    """The same for each day of creation (UTC): always sum `n`."""

    pk = models.CompositePrimaryKey("day", "category", "priority", "status")
    day = models.DateField()
    category = models.CharField(max_length=20)
    priority = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    n = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "tickets_daily_count"

    def __str__(self) -> str:
        return f"{self.n} on {self.day} in {self.category}/{self.priority}/{self.status}"

"""What editors do after we have gone: look at the history, and publish every version again."""

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from home.models import HomePage

home = HomePage.objects.earliest("pk")
boss = get_user_model().objects.create_superuser("boss", "boss@host.example", "secret")
client = Client(headers={"host": "127.0.0.1"})
client.force_login(boss)
for name in ("edit", "history", "usage"):
    answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[home.pk]))
    print(name, answer.status_code)
print("named", sum("authors_bylines" in each.content for each in home.revisions.all()))
for revision in home.revisions.all():
    revision.publish()
print("published", HomePage.objects.filter(pk=home.pk, live=True).count())

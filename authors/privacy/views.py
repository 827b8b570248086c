"""The public page that tells readers what is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "authors/privacy/page.html")

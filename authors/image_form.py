"""What an uploaded picture must be: one that can really be drawn, in reasonable time.

What it tells besides, such as where it was taken, isn't kept.

A site sets WAGTAILIMAGES_IMAGE_FORM_BASE = "authors.image_form.ImageForm".
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Drawing
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from authors.image_metadata import remove_metadata
from authors.png import too_many_chunks

MAX_FRAMES = 100


class DrawableImageField(WagtailImageField):
    """Wagtail's field, which only looks at the head of a file and lets Pillow's faults through."""

    def to_python(self, data: Any) -> Any:
        try:
            refuse_endless(data)
            file = super().to_python(data)
            if file is not None and file.image.format_name != "svg":
                refuse_undrawable(file)
                if remove_metadata(file):
                    refuse_undrawable(file)
        except (ValidationError, MemoryError):
            raise
        except Exception as error:  # a broken picture makes Pillow raise nearly anything
            raise ValidationError(_("This picture is damaged."), code="damaged") from error
        return file


def refuse_endless(data: Any) -> None:
    """Refuse a PNG of a hundred thousand notes before anything reads them one by one."""
    if data and hasattr(data, "seek"):
        data.seek(0)
        is_endless = too_many_chunks(data)
        data.seek(0)
        if is_endless:
            raise ValidationError(_("This picture is damaged."), code="damaged")


def refuse_undrawable(file: Any) -> None:
    """Draw the picture once: what fails here would fail for every reader."""
    file.seek(0)
    with Drawing.open(file) as drawing:
        if getattr(drawing, "n_frames", 1) > MAX_FRAMES:
            message = _("This picture moves too long. At most %(count)s frames, please.")
            raise ValidationError(message, code="frames", params={"count": MAX_FRAMES})
        drawing.load()
    file.seek(0)


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if isinstance(field, WagtailImageField):
            self.fields["file"] = DrawableImageField(
                label=field.label,
                required=field.required,
                widget=field.widget,
                help_text=field.help_text,
                max_length=field.max_length,
            )

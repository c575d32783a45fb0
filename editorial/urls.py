"""Public addresses of the supplier's side, below /cung-cap-thong-tin/."""

from django.urls import path

from editorial.enums import SupplyStep
from editorial.views import drafts, following, reception, steps

app_name = "supply"

urlpatterns = [
    path("", reception.ReceptionView.as_view(), name="reception"),
    path("gui/kiem-tra/", steps.CheckView.as_view(), name="check"),
    path("gui/xong/", steps.SentView.as_view(), name="sent"),
    path(f"gui/{SupplyStep.FILES}/", steps.FilesStepView.as_view(), {"step": SupplyStep.FILES.value}, name="files"),
    path("gui/<slug:step>/", steps.StepView.as_view(), name="step"),
    path("ban-nhap/", drafts.DraftPageView.as_view(), name="draft"),
    path("ban-nhap/mo/", drafts.ResumeView.as_view(), name="resume"),
    path("ban-nhap/bo/", drafts.DiscardView.as_view(), name="discard"),
    path("theo-doi/", following.FollowView.as_view(), name="follow"),
    path("theo-doi/tin/", following.FollowedView.as_view(), name="followed"),
    path("theo-doi/tin/<slug:act>/", following.FollowedActView.as_view(), name="followed_act"),
    path("cua-toi/", following.OwnListView.as_view(), name="own"),
    path("cua-toi/<int:pk>/", following.OwnEntryView.as_view(), name="own_entry"),
    path("cua-toi/<int:pk>/<slug:act>/", following.OwnActView.as_view(), name="own_act"),
]

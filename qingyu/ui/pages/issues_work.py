"""What happens when something is wished on the detail of an issue: forms opened, services run."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.followup import since_finish
from qingyu.domain.issue import Funding, Issue, Move, MoveDetails, State, Urgency
from qingyu.domain.issue_story import IssueStory
from qingyu.domain.issue_wording import summary
from qingyu.domain.masking import mask_phone
from qingyu.services import followup, issue_photo, issue_slip, issue_waiting, neighbourhood
from qingyu.services import issue as service
from qingyu.services import issue_reading as reading
from qingyu.ui.pages.issues_actions import ASSIGN, COPY, FOLLOW_UP, PRINT, WAIT
from qingyu.ui.pages.issues_assign_form import AssignForm
from qingyu.ui.pages.issues_choices import IssueChoices
from qingyu.ui.pages.issues_detail import IssueDetail
from qingyu.ui.pages.issues_move_form import FormHelp, MoveForm, SafeForm, WaitForm
from qingyu.ui.pages.page import Desk
from qingyu.ui.parties import NOBODY, Party
from qingyu.ui.printing import offer
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.followup_form import FollowUpForm


class IssueWork(QObject):
    """The hands of the detail: every wish becomes one service call signed by who is here.

    Signals: said(str) for a toast that needs no undo.
    """

    said = Signal(str)

    def __init__(
        self, desk: Desk, detail: IssueDetail, choices: IssueChoices, busy: BusyBar
    ) -> None:
        super().__init__(detail)
        self._desk = desk
        self._operations = desk.operations
        self._detail = detail
        self._choices = choices
        self._busy = busy
        self._connect()

    def _connect(self) -> None:
        detail = self._detail
        detail.title_changed.connect(lambda text: self._edit(title=text))
        detail.safe_requested.connect(self._open_safe)
        detail.facts.changed.connect(self._change_fact)
        detail.facts.danger_changed.connect(lambda on: self._edit(dangerous=on))
        detail.log.remarked.connect(self._remark)
        detail.promises.promised.connect(self._promise)
        detail.promises.kept.connect(lambda ident: self._run(service.keep_promise, ident))
        detail.costs.cost_added.connect(self._add_cost)
        detail.costs.cost_removed.connect(lambda ident: self._run(service.remove_cost, ident))
        detail.costs.funding_changed.connect(lambda text: self._edit(funding=Funding(text)))
        detail.costs.obstacle_changed.connect(lambda text: self._edit(obstacle=text))
        detail.photos.files_chosen.connect(self._add_photos)
        detail.photos.removal_requested.connect(
            lambda ident: self._run(issue_photo.remove, ident)
        )
        detail.bar.move_chosen.connect(self._choose_move)
        detail.bar.wished.connect(self._wish)

    @property
    def story(self) -> IssueStory | None:
        """The issue that is shown."""
        return self._detail.story

    def print_slip(self) -> None:
        """Makes the slip's PDF, shows it and says where it lies."""
        story = self.story
        if story is None:
            self.said.emit("请先选一件工单再打印")
            return
        words = self._operations.read(issue_slip.slip, story.issue.id)
        if words is None:
            return
        store = self._operations.store
        self._busy.start("正在生成工单……", can_cancel=False)
        task = self._desk.tasks.start(lambda _task: issue_slip.save(store, words))
        task.succeeded.connect(self._printed)
        task.refused.connect(self._operations.refused)
        task.ended.connect(self._busy.finish)

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """The forms this issue may open, by their titles."""
        detail, story = self._detail, self.story
        if story is None:
            return {}
        moves = {
            f"{move.verb}：还要写明": partial(self._choose_move, move)
            for move in detail.bar.moves
            if move.needs
        }
        return {
            **moves,
            "安全处置：先做了什么": self._open_safe,
            "回访": self._open_follow_up,
            "等到哪天再看": self._open_wait,
            "派单：派给谁": self._open_assign,
            "答应居民什么": detail.promises.open_form,
            "花了什么钱": detail.costs.open_form,
        }

    def copy_text(self) -> None:
        """Puts the issue as plain lines into the clipboard."""
        if self.story is None:
            return
        name = self._operations.read(neighbourhood.name) or ""
        text = summary(self.story, self._operations.store.now(), name)
        QGuiApplication.clipboard().setText(text)
        self.said.emit("已复制，可以粘贴到微信里")

    def _printed(self, path: Path) -> None:
        offer("工单", path, self._desk, self._detail)
        self.said.emit(f"工单已存为 {path}")

    def _run(self, action: Callable[..., Changes], *args: object) -> Changes | None:
        if self.story is None:
            return None
        ident = self.story.issue.id
        return self._operations.run(action, ident, *args, by=self._operations.by)

    def _edit(self, **values: Any) -> None:
        if self.story is not None:
            edited = replace(self.story.issue, **values)
            self._operations.run(service.edit, edited, by=self._operations.by)

    def _change_fact(self, key: str, text: str) -> None:
        story = self.story
        if story is None:
            return
        if key == "place":
            self._edit(place=self._choices.place_of(text))
        elif key == "topic":
            code, matter = self._choices.topic_of(text)
            self._edit(category=code, matter=matter)
        elif key == "urgency":
            self._edit(urgency=Urgency(text))
        elif key == "handler":
            self._assign(self._choices.parties.find(text))
        else:
            party = self._choices.parties.find(text) if text != NOBODY else None
            ident = party.steward_id if party else None
            self._edit(**{"lead_id" if key == "lead" else "supervisor_id": ident})

    def _assign(self, party: Party | None) -> None:
        if party is None:
            self._refuse("没有找到这个人", "请从名单里选，或先到「楼栋住户」添加。")
        elif self.story is not None:
            done = self._operations.run(
                service.assign,
                [self.story.issue.id],
                handler_id=party.steward_id,
                handler_contact_id=party.contact_id,
                by=self._operations.by,
            )
            if done is not None:
                self._detail.close_form()

    def _open_safe(self) -> None:
        form = SafeForm()
        form.answered.connect(self._made_safe)
        self._detail.open_form(form)

    def _made_safe(self, words: str) -> None:
        if self._run(service.mark_safe, words) is not None:
            self._detail.close_form()

    def _remark(self, words: str) -> None:
        if self._run(service.remark, words) is not None:
            self._detail.log.box.clear()

    def _promise(self, what: str, day: Any, who: str) -> None:
        if self._run(service.promise, what, day, who) is not None:
            self._detail.promises.close_form()

    def _add_cost(self, what: str, fen: int, receipt: str) -> None:
        if self._run(service.add_cost, what, fen, receipt) is not None:
            self._detail.costs.close_form()

    def _add_photos(self, stage: str, files: tuple[Path, ...]) -> None:
        story = self.story
        if story is None:
            return
        store, ident = self._operations.store, story.issue.id
        self._busy.start("正在整理照片……", can_cancel=False)
        task = self._desk.tasks.start(lambda _task: issue_photo.keep(store, files))
        task.succeeded.connect(
            lambda kept: self._operations.run(
                issue_photo.attach, ident, kept, stage=stage, by=self._operations.by
            )
        )
        task.refused.connect(self._operations.refused)
        task.ended.connect(self._busy.finish)

    def _choose_move(self, move: Move) -> None:
        story = self.story
        if story is None:
            return
        if not move.needs:
            self._run(service.move, move.target)
            return
        form = MoveForm(move, story.issue, self._help(story.issue))
        form.answered.connect(self._move)
        self._detail.open_form(form)

    def _move(self, move: Move, details: MoveDetails) -> None:
        if self._run(service.move, move.target, details) is not None:
            self._detail.close_form()

    def _wish(self, wish: str) -> None:
        wishes: dict[str, Callable[[], None]] = {
            PRINT: self.print_slip,
            COPY: self.copy_text,
            FOLLOW_UP: self._open_follow_up,
            WAIT: self._open_wait,
            ASSIGN: self._open_assign,
        }
        wishes[wish]()

    def _open_follow_up(self) -> None:
        story = self.story
        if story is None or story.issue.state is not State.FOLLOWUP:
            return
        own = story.issue.handler_id is not None and story.issue.handler_id == self._operations.by
        others = self._operations.read(followup.others, story.issue.id) or () if own else None
        tries = since_finish(story.followups, story.issue.clocks.finished_at)
        form = FollowUpForm(self._whom(story), tries, others=others)
        form.answered.connect(lambda draft: self._run(followup.record, draft))
        self._detail.open_form(form)

    def _open_wait(self) -> None:
        story = self.story
        if story is None:
            return
        form = WaitForm(story.issue, self._operations.store.now().date())
        form.answered.connect(self._wait)
        self._detail.open_form(form)

    def _wait(self, day: Any, words: str, number: str) -> None:
        if self._run(issue_waiting.wait_until, day, words, number) is not None:
            self._detail.close_form()

    def _open_assign(self) -> None:
        form = AssignForm("派单：派给谁", self._choices.parties)
        form.answered.connect(self._assign)
        self._detail.open_form(form)

    def _help(self, issue: Issue) -> FormHelp:
        steward = self._operations.steward
        return FormHelp(
            today=self._operations.store.now().date(),
            parties=self._choices.parties,
            steward=steward.name if steward else "",
            targets=lambda typed: self._operations.read(
                reading.merge_targets, issue.id, typed
            ) or (),
        )

    def _whom(self, story: IssueStory) -> str:
        """Whom to call: the last one who may be called; asking for the form shows the telephone."""
        willing = [each for each in story.feedback if each.may_contact and each.phone]
        if not willing:
            return ""
        last = max(willing, key=lambda each: each.received_at)
        seen = self._desk.contacts.ask(Noun.FEEDBACK, last.id)
        phone = last.phone if seen else mask_phone(last.phone)
        return f"{last.name or last.place.code} {phone}".strip()

    def _refuse(self, title: str, hint: str) -> None:
        self._operations.refused.emit(RuleError(title, hint))

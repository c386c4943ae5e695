"""The one style sheet, made from the tokens; widgets choose a rule by the property `look`."""

from collections.abc import Callable
from string import Template

from app.resources import resource
from app.ui.tokens import RADIUS, TYPE, Colours

_RULES = Template("""
* { outline: none; }
QToolTip { background: $ink; color: $surface; border: none; padding: 4px 8px; font-size: $small; }
QMainWindow, QDialog, QWidget[look="page"], QStackedWidget { background: $paper; }
QScrollArea, QScrollArea > QWidget > QWidget[look="page"] { background: transparent; border: none; }
QLabel { background: transparent; color: $ink; }
QLabel[look="title"] { font-size: $title; }
QLabel[look="heading"] { font-size: $heading; }
QLabel[look="value"] { font-size: $value; }
QLabel[look="strong"] { font-size: $value; font-weight: 600; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: $small; }
QLabel[look="section"] { color: $muted; font-size: $small; }
QLabel[look="accent"] { color: $accent; }
QLabel[look="warn"] { color: $warn; }
QLabel[look="danger"] { color: $danger; }
QLabel[look="code"] { font-size: $heading; letter-spacing: 1px; }
QLabel[look="key"] { color: $muted; font-size: $small; background: $hover;
  border: 1px solid $line; border-radius: 4px; padding: 0px 5px; }
QLabel[look="chip"] { background: $accent_soft; color: $accent; border-radius: ${chip}px;
  padding: 2px 10px; font-size: $small; }

QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[look="sunken"] { background: $hover; border: none; border-radius: ${radius}px; }
QFrame[look="value-line"] { background: transparent; border: 1px solid transparent;
  border-radius: 6px; }
QFrame[look="value-line"]:hover { background: $hover; }
QFrame[look="value-line"]:focus { border: 1px solid $accent; }
QFrame[look="tile"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[look="tile"]:hover { border: 1px solid $edge; }
QFrame[look="tile"]:focus { border: 1px solid $accent; }
QFrame[look="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="sidebar"] { background: $paper; border: none; border-right: 1px solid $line; }
QFrame[look="top"] { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame[look="toast"] { background: $ink; border: none; border-radius: ${radius}px; }
QFrame[look="toast"] QLabel { color: $surface; }
QFrame[look="banner-plain"], QFrame[look="banner-good"] { background: $accent_soft; border: none;
  border-radius: ${radius}px; }
QFrame[look="banner-warn"] { background: $warn_soft; border: none; border-radius: ${radius}px; }
QFrame[look="banner-danger"] { background: $danger_soft; border: none; border-radius: ${radius}px; }
QFrame[look="popup"] { background: $surface; border: 1px solid $faint; border-radius: ${radius}px; }

QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px;
  padding: 6px 14px; min-height: ${line_height}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $faint; }
QPushButton:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton::menu-indicator { image: url($down); width: 12px; height: 12px; right: 8px;
  subcontrol-position: center right; subcontrol-origin: padding; }
QPushButton[look="menu"] { padding-right: 28px; }
QPushButton[look="menu"]:focus { padding-right: 27px; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[look="primary"]:hover { background: $accent_strong; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[look="danger"] { background: $surface; color: $danger; border: 1px solid $danger; }
QPushButton[look="danger"]:hover { background: $danger_soft; }
QPushButton[look="danger"]:focus { border: 2px solid $danger; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent;
  padding: 6px 10px; color: $ink; }
QPushButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus { border: 2px solid $accent; padding: 5px 9px; }
QPushButton[look="quiet"]:disabled { color: $faint; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 2px 4px; min-height: 0px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid $accent; padding: 1px 3px; }
QPushButton[look="name"] { background: transparent; border: 1px solid transparent; color: $ink;
  padding: 1px 0px; min-height: 0px; text-align: left; font-size: $value; }
QPushButton[look="name"]:hover { color: $accent; text-decoration: underline; }
QPushButton[look="name"]:focus { border: 1px solid $accent; border-radius: 4px; }
QPushButton[look="choice"] { border-color: $line; text-align: left; padding: 14px 16px;
  border-radius: ${radius}px; }
QPushButton[look="choice"]:focus { border: 2px solid $accent; padding: 13px 15px; }
QPushButton[look="place"] { background: transparent; border: 1px solid transparent;
  text-align: left; padding: 7px 12px; }
QPushButton[look="place"]:hover { background: $hover; }
QPushButton[look="place"]:checked { background: $accent_soft; color: $accent; }
QPushButton[look="place"]:focus { border: 2px solid $accent; padding: 6px 11px; }
QFrame[look="rail"] QPushButton[look="place"] { padding: 2px 12px; }
QFrame[look="rail"] QPushButton[look="place"]:focus { padding: 1px 11px; }
QPushButton[look="toast"] { background: transparent; border: 1px solid transparent;
  color: $toast_link; padding: 2px 8px; min-height: 0px; }
QPushButton[look="toast"]:hover { text-decoration: underline; }
QPushButton[look="toast"]:focus { border: 1px solid $toast_link; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 5px; color: $ink; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $faint; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px;
  padding: 5px 9px; min-height: ${line_height}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 5px; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QDateEdit:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 4px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $faint; background: $paper; }
QLineEdit[look="search"] { background: $surface; border-radius: 8px; padding-left: 6px; }
QLineEdit[look="search"]:focus { padding-left: 5px; }
QLineEdit[look="wrong"], QPlainTextEdit[look="wrong"] { border: 1px solid $danger; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($down); width: 14px; height: 14px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px;
  border-radius: 0px; selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { padding: 4px 6px; min-height: ${line_height}px; }
QComboBox QAbstractItemView:focus { border: 1px solid $line; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QInputDialog QLineEdit { min-width: 320px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 9px;
  background: $surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }

QTableView, QListView, QTreeView { background: $surface; border: 1px solid $line;
  border-radius: ${radius}px; gridline-color: transparent; selection-background-color: $accent_soft;
  selection-color: $ink; alternate-background-color: $surface; }
QTableView::item { border-bottom: 1px solid $line; padding: 0px 10px; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $ink; }
QListView::item:hover { background: $hover; }
QTableView:focus, QListView:focus { border: 1px solid $accent; }
QListView::item { padding: 6px 10px; border-radius: 6px; }
QListView[look="popup"] { border: none; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $line; padding: 7px 13px; font-size: $small; }
QTreeView QHeaderView::section { padding: 7px 3px; }
QHeaderView::section:hover { background: $hover; color: $ink; }
QHeaderView::up-arrow { image: url($up); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($down); width: 12px; height: 12px; }
QTableCornerButton::section { background: $surface; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 36px; min-width: 36px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[look="line-row"] { border: 1px solid transparent; border-radius: 6px; }
QFrame[look="line-row"]:focus { border-color: $accent; background: $hover; }
QMenu { background: $surface; border: 1px solid $line; padding: 6px; border-radius: ${radius}px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; color: $ink; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  width: 0px; border: none; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { border: none; padding: 0px; min-height: 0px; }
QSlider:horizontal { min-height: ${line_height}px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 12px;
  height: 12px; margin: -6px 0px; border-radius: 8px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:pressed { background: $accent_soft; }
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $faint; }
QTabBar::tab { background: transparent; color: $muted; border: none; padding: 8px 14px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { color: $ink; background: $hover; }
QTabWidget::pane { border: none; }
QSplitter::handle { background: transparent; }
QGroupBox { border: none; margin: 0px; padding: 0px; }
""")


def stylesheet(colours: Colours, points: Callable[[int], float], px: Callable[[int], int]) -> str:
    """The sheet for these colours and this text size."""
    sizes = {
        name: f"{points(getattr(TYPE, name)):.2f}pt"
        for name in ("small", "body", "value", "heading", "title")
    }
    shade = "dark" if colours.dark else "light"
    return _RULES.substitute(
        {name: getattr(colours, name) for name in colours.__dataclass_fields__},
        **sizes,
        radius=RADIUS,
        chip=px(9) + 1,  # more than half its height would be no rounding at all
        line_height=px(20),
        toast_link="#1B7665" if colours.dark else "#7FD6C4",
        down=resource("icons", "drawn", f"chevron-down-{shade}.svg").as_posix(),
        up=resource("icons", "drawn", f"chevron-up-{shade}.svg").as_posix(),
        tick=resource("icons", "drawn", f"check-{shade}.svg").as_posix(),
    )

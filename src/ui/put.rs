//! Writing lines straight into the frame: a paragraph widget measures and copies what is already a line.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// A line in the first row of an area, cut at its edge.
pub fn line(frame: &mut Frame, area: Rect, line: &Line<'_>) {
    lines(
        frame,
        Rect {
            height: area.height.min(1),
            ..area
        },
        std::slice::from_ref(line),
    );
}

/// Lines from the top of an area, as many as fit.
pub fn lines(frame: &mut Frame, area: Rect, lines: &[Line<'_>]) {
    let buffer = frame.buffer_mut();
    let area = area.intersection(*buffer.area());
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        buffer.set_line(area.x, y, line, area.width);
    }
}

//! What a lens does to a sharp picture: a disk out of focus, and a little blur in focus.

/// Makes every point a disk of that radius, in pixels: sums over the disk's rows, with parts of pixels at their ends.
pub(crate) fn defocus(light: &mut [f32], width: usize, radius: f32) {
    if radius < 0.5 {
        return;
    }
    let reach = radius.ceil() as usize;
    let margin = reach + 2;
    let height = light.len() / width;
    // Sums along each row, so that any stretch of it is one difference. The edges repeat themselves.
    let wide = width + 2 * margin + 1;
    let mut sums = vec![0.0f32; wide * height];
    for (row, sums) in light.chunks_exact(width).zip(sums.chunks_exact_mut(wide)) {
        let mut sum = 0.0f32;
        for (at, to) in sums.iter_mut().enumerate() {
            *to = sum;
            sum += row[at.saturating_sub(margin).min(width - 1)];
        }
    }
    let halves: Vec<f32> = (0..=reach).map(|dy| (radius * radius - (dy * dy) as f32).max(0.0).sqrt()).collect();
    let area: f32 = halves.iter().enumerate().map(|(dy, half)| if dy == 0 { 2.0 * half } else { 4.0 * half }).sum();
    for (y, row) in light.chunks_exact_mut(width).enumerate() {
        row.fill(0.0);
        for away in 0..=2 * reach {
            let half = halves[away.abs_diff(reach)];
            if half <= 0.0 {
                continue;
            }
            let from = &sums[(y + away).saturating_sub(reach).min(height - 1) * wide..][..wide];
            // From x + 0.5 - half to x + 0.5 + half, counted from the margin's beginning.
            let (low, high) = (margin as f32 + 0.5 - half, margin as f32 + 0.5 + half);
            let (low_at, high_at) = (low as usize, high as usize);
            let (low_part, high_part) = (low - low_at as f32, high - high_at as f32);
            let low_sums = from[low_at..].iter().zip(&from[low_at + 1..]);
            let high_sums = from[high_at..].iter().zip(&from[high_at + 1..]);
            for ((value, (l0, l1)), (h0, h1)) in row.iter_mut().zip(low_sums).zip(high_sums) {
                *value += (h0 + (h1 - h0) * high_part) - (l0 + (l1 - l0) * low_part);
            }
        }
        for value in row {
            *value /= area;
        }
    }
}

/// Blurs by a Gauss curve of at most two pixels' reach for each pixel of its standard deviation.
pub(crate) fn soften(light: &mut [f32], width: usize, sigma: f32) {
    if sigma < 0.2 {
        return;
    }
    let reach = (sigma * 2.5).ceil() as usize;
    let curve: Vec<f32> = (0..=2 * reach).map(|i| (-0.5 * ((i as f32 - reach as f32) / sigma).powi(2)).exp()).collect();
    let whole: f32 = curve.iter().sum();
    let curve: Vec<f32> = curve.into_iter().map(|weight| weight / whole).collect();
    let height = light.len() / width;
    let mut padded = vec![0.0f32; width + 2 * reach];
    for row in light.chunks_exact_mut(width) {
        padded[..reach].fill(row[0]);
        padded[reach..reach + width].copy_from_slice(row);
        padded[reach + width..].fill(row[width - 1]);
        row.fill(0.0);
        for (i, weight) in curve.iter().enumerate() {
            row.iter_mut().zip(&padded[i..]).for_each(|(value, from)| *value += from * weight);
        }
    }
    let across = light.to_vec();
    for (y, row) in light.chunks_exact_mut(width).enumerate() {
        row.fill(0.0);
        for (i, weight) in curve.iter().enumerate() {
            let from = &across[(y + i).saturating_sub(reach).min(height - 1) * width..][..width];
            row.iter_mut().zip(from).for_each(|(value, from)| *value += from * weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_becomes_a_disk_of_the_same_light() {
        let mut light = vec![0.0f32; 41 * 41];
        light[20 * 41 + 20] = 100.0;
        defocus(&mut light, 41, 6.0);
        assert!((light.iter().sum::<f32>() - 100.0).abs() < 0.5);
        let (middle, inside, outside) = (light[20 * 41 + 20], light[24 * 41 + 23], light[25 * 41 + 25]);
        assert!((middle - inside).abs() < 1e-3 && outside < 0.01 * middle, "{middle} {inside} {outside}");
    }

    #[test]
    fn an_even_picture_stays_as_it_is() {
        let mut light = vec![0.25f32; 64 * 9];
        defocus(&mut light, 64, 3.3);
        soften(&mut light, 64, 1.2);
        assert!(light.iter().all(|value| (value - 0.25).abs() < 1e-4));
    }
}

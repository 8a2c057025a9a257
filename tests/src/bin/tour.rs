//! The tour.
use aftercare_tests::{stage::Stage, window::Window, queue::Queue};
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let t=std::time::Instant::now();
    let mut stage = Stage::with_notifications(1920, 1080).await?.speaking("zh_CN");
    let q = Queue::start(&mut stage).await?;
    println!("stage {:?}", t.elapsed());
    println!("{}", stage.shown().await?);
    println!("notify {:?}", stage.command("notify-send").args(["a","b"]).output().await.map(|o| o.status));
    println!("{:?}", stage.received().await?);
    let _ = q;
    println!("stage {:?}", t.elapsed());
    let mut w = Window::open(&stage, &[]).await?;
    println!("open {:?}", t.elapsed());
    println!("{:?}", w.rpc("host_locale", serde_json::Value::Null).await);
    println!("{:?}", w.rpc("desk", serde_json::Value::Null).await);
    println!("{:?}", w.text().await?);
    w.picture(std::path::Path::new("/tmp/w/host/a.png")).await?;
    println!("pic {:?}", t.elapsed());
    println!("{:?}", w.resize(1920, 1080).await);
    w.picture(std::path::Path::new("/tmp/w/host/b.png")).await?;
    println!("{:?}", w.axe().await?);
    println!("{:?}", w.keys("ctrl+k").await);
    println!("{:?}", w.write("hello").await);
    println!("{:?}", w.text().await?);
    println!("end {:?}", t.elapsed());
    w.close().await?;
    println!("end {:?}", t.elapsed());
    Ok(())
}
